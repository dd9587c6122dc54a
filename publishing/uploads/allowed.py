"""What a public document may contain; `docs/uploads.md` says it in words. The rest is taken out or refused.

The elements and attributes of its XML stand in `vocabularies/`.

Relationships (ECMA-376, part 2) and content types are named by their last part, which transitional and strict files of
all versions share.
"""

import re

from webforms.files import DOCUMENTS

PDF, CSV = "application/pdf", "text/csv"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX = f"{OPEN_XML}.wordprocessingml.document", f"{OPEN_XML}.spreadsheetml.sheet"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
TAKEN = DOCUMENTS.sentence

# --- Word and Excel -----------------------------------------------------------------------------------------------

# Each relationship that is followed, with how the content type of its part ends.
PARTS = {
    **dict.fromkeys(("styles", "numbering", "fontTable", "settings", "webSettings", "footnotes", "endnotes"), "+xml"),
    **dict.fromkeys(("header", "footer", "theme", "sharedStrings", "worksheet", "chartsheet", "table"), "+xml"),
    **dict.fromkeys(("pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "sheetMetadata"), "+xml"),
    **dict.fromkeys(("drawing", "chart", "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes"), "+xml"),
    **dict.fromkeys(("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"), "+xml"),
    **dict.fromkeys(
        ("rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdArray", "richStyles", "FeaturePropertyBag"),
        "+xml",
    ),
    **dict.fromkeys(
        ("stylesWithEffects", "themeOverride", "slicer", "slicerCache", "timeline", "timelineCache"), "+xml"
    ),
    "officeDocument": ".main+xml",
    "image": "image",  # JPEG, PNG or GIF, by its bytes
}
# Left behind, with what readers miss; None where nobody misses it.
LEFT_OUT = {
    "extended-properties": None,
    "custom-properties": "the author's own properties",
    "attachedTemplate": "the link to a template",
    "comments": "comments",
    "threadedComment": "comments",
    "vmlDrawing": None,  # the boxes of comments in Excel
    "legacyDiagramText": None,
    **dict.fromkeys(("commentsExtended", "commentsIds", "commentsExtensible", "people", "person", "thumbnail")),
    **dict.fromkeys(("customXml", "customXmlProps", "glossaryDocument", "printerSettings", "calcChain", "font")),
    **dict.fromkeys(("revisionHeaders", "usernames", "documenttasks", "classificationlabels", "transform")),
    **dict.fromkeys(("hdphoto", "namedSheetView", "docMetadata")),
}
LINK = re.compile(r"(?i)(https?://|mailto:)[^\s\\]*|#.*")
# Fields of Word whose result a reader sees anyway; none reads a file, asks, or runs.
FIELDS = frozenset(
    """
    AUTHOR BIBLIOGRAPHY CITATION CREATEDATE DATE FILENAME FORMCHECKBOX FORMDROPDOWN FORMTEXT HYPERLINK INDEX
    LISTNUM NOTEREF NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE REF SAVEDATE SECTION SECTIONPAGES SEQ STYLEREF
    SUBJECT SYMBOL TA TC TIME TITLE TOA TOC XE
    """.split()  # noqa: SIM905 - easier to read and to sort
)
# Functions of Excel and Calc that count, look up and write; none reaches beyond the workbook.
FUNCTIONS = frozenset(
    """
    ABS ACOS ADDRESS AGGREGATE AND AREAS ASIN ATAN ATAN2 AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS BYCOL
    BYROW CEILING CEILING.MATH CEILING.PRECISE CHAR CHISQ.TEST CHOOSE CHOOSECOLS CHOOSEROWS CLEAN CODE COLUMN
    COLUMNS COMBIN CONCAT CONCATENATE CONFIDENCE.NORM CONFIDENCE.T CORREL COS COUNT COUNTA COUNTBLANK COUNTIF
    COUNTIFS COVAR DATE DATEDIF DATEVALUE DAY DAYS DEGREES DEVSQ DOLLAR DROP EDATE EOMONTH ERROR.TYPE
    EUROCONVERT EVEN EXACT EXP EXPAND FACT FALSE FILTER FIND FIXED FLOOR FLOOR.MATH FLOOR.PRECISE FORECAST
    FORECAST.LINEAR FREQUENCY FV GCD GEOMEAN GETPIVOTDATA GROUPBY GROWTH HARMEAN HLOOKUP HOUR HSTACK IF IFERROR
    IFNA IFS INDEX INDIRECT INT INTERCEPT IRR ISBLANK ISERR ISERROR ISEVEN ISFORMULA ISNA ISNONTEXT ISNUMBER
    ISO.CEILING ISODD ISOWEEKNUM ISREF ISTEXT KURT LAMBDA LARGE LCM LEFT LEN LENB LET LINEST LN LOG LOG10 LOOKUP
    LOWER MAKEARRAY MAP MATCH MAX MAXA MAXIFS MEDIAN MID MIN MINA MINIFS MINUTE MOD MODE MODE.SNGL MONTH MROUND
    N NA NETWORKDAYS NETWORKDAYS.INTL NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NOT NOW NPV NUMBERVALUE ODD
    OFFSET OR PEARSON PERCENTILE PERCENTILE.EXC PERCENTILE.INC PERCENTOF PERCENTRANK PERCENTRANK.EXC
    PERCENTRANK.INC PI PIVOTBY PMT POWER PRODUCT PROPER PV QUARTILE QUARTILE.EXC QUARTILE.INC QUOTIENT RADIANS
    RAND RANDBETWEEN RANK RANK.AVG RANK.EQ RATE REDUCE REPLACE REPT RIGHT ROMAN ROUND ROUNDDOWN ROUNDUP ROW ROWS
    RSQ SCAN SEARCH SECOND SEQUENCE SHEET SHEETS SIGN SIN SKEW SLOPE SMALL SORT SORTBY SQRT STANDARDIZE STDEV
    STDEV.P STDEV.S STDEVP SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SWITCH T T.DIST T.INV T.TEST
    TAKE TAN TEXT TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TIME TIMEVALUE TOCOL TODAY TOROW TRANSPOSE TREND TRIM
    TRIMMEAN TRUE TRUNC UNICHAR UNICODE UNIQUE UPPER VALUE VAR VAR.P VAR.S VARP VLOOKUP VSTACK WEEKDAY WEEKNUM
    WORKDAY WORKDAY.INTL WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR YEAR YEARFRAC
    """.split()  # noqa: SIM905 - easier to read and to sort
)

# --- OpenDocument -------------------------------------------------------------------------------------------------

STREAMS = ("content.xml", "styles.xml")  # of the document, and of each chart or formula in it
OBJECTS = ("application/vnd.oasis.opendocument.chart", "application/vnd.oasis.opendocument.formula")

# --- PDF (ISO 32000-2) --------------------------------------------------------------------------------------------

ACTIONS = {"/GoTo", "/URI", "/Named"}
NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
MARKS = {
    *("/Link", "/Widget", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/FreeText", "/Stamp", "/Ink"),
    *("/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Caret"),
}
COMMENTS = {"/Text", "/Popup"}
XMP = ("dc:title", "dc:language", "dc:description", "pdfuaid:part", "pdfuaid:rev", "pdfaid:part", "pdfaid:conformance")
