// Turns each textarea[data-richtext] into an editor; without JavaScript the textarea itself works. The path is relative
// so that no import map (an inline script) is needed; collectstatic puts the hashed name in its place.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem, Menu,
  OrderedList, Paragraph, Text,
} from "../django_prose_editor/editor.js"

const extensions = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History, Menu, Bold, Italic, Link, Blockquote, BulletList,
  OrderedList, ListItem, Heading.configure({ levels: [2, 3] }),
]

function edit(textarea) {
  const box = document.createElement("div")
  box.className = "prose-editor"
  textarea.before(box)
  box.append(textarea)
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label.id = `${textarea.id}_label`
  const editor = new Editor({
    element: box,
    extensions,
    content: textarea.value,
    injectCSS: false, // editor.css has the same rules; a style element would break the Content-Security-Policy
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id } },
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
    },
  })
  label.addEventListener("click", () => editor.commands.focus())
}

document.querySelectorAll("textarea[data-richtext]").forEach(edit)
