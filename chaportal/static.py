"""How static files are named and served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside `import … from` of JavaScript modules, so that our editor finds the library's file."""

    support_js_module_import_aggregation = True
    # A file that is missing from the manifest is served under its own name: tests need no collectstatic.
    manifest_strict = False
