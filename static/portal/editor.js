// Turns each textarea[data-richtext] into an editor. The path is relative so that no import map (an inline script) is
// needed; collectstatic puts the hashed name in its place.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem, Menu,
  OrderedList, Paragraph, Text, createTextareaEditor,
} from "../django_prose_editor/editor.js"

const extensions = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History, Menu, Bold, Italic, Link, Blockquote, BulletList,
  OrderedList, ListItem, Heading.configure({ levels: [2, 3] }),
]

for (const textarea of document.querySelectorAll("textarea[data-richtext]")) {
  const editor = createTextareaEditor(textarea, extensions)
  const box = editor?.view?.dom
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (box && label) {
    label.id ||= `${textarea.id}_label`
    box.setAttribute("role", "textbox")
    box.setAttribute("aria-multiline", "true")
    box.setAttribute("aria-labelledby", label.id)
    label.addEventListener("click", () => box.focus())
  }
}
