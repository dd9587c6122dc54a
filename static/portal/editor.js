// Turns each textarea[data-richtext] into an editor; without JavaScript the textarea itself works. The path is relative
// so that no import map (an inline script) is needed; collectstatic puts the hashed name in its place.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem, Menu,
  OrderedList, Paragraph, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
} from "../django_prose_editor/editor.js"
import { meant } from "./paste.js"

const extensions = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History, Menu, Bold, Italic, Link, Blockquote, BulletList,
  OrderedList, ListItem, Heading.configure({ levels: [2, 3] }), Subscript, Superscript,
  Table, TableRow, TableHeader, TableCell,
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
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id },
      transformPastedHTML: meant,
    },
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true })) // for autosave.js: a button types nothing
    },
  })
  label.addEventListener("click", () => editor.commands.focus())
  return editor
}

// Inserts figures where the cursor was last. What follows is typed outside the link.
function offerFigures(editors) {
  let last = editors[0]
  editors.forEach((editor) => editor.on("focus", () => { last = editor }))
  document.querySelectorAll("[data-with-editor]").forEach((part) => { part.hidden = false })
  document.querySelectorAll("[data-figure]").forEach((button) => button.addEventListener("click", () => {
    const link = { type: "link", attrs: { href: `#figure-${button.dataset.figure}` } }
    const figure = { type: "text", text: button.dataset.value, marks: [link] }
    last.view.focus() // at once: focus() of the chain waits for a frame, and the next space would press the button again
    last.chain().insertContent(figure).unsetMark("link").run()
  }))
  document.querySelector("[data-find-figure]")?.addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/)
    document.querySelectorAll("[data-figure-entry]").forEach((entry) => {
      const text = entry.textContent.toLowerCase()
      entry.hidden = !words.every((word) => text.includes(word))
    })
  })
}

const editors = [...document.querySelectorAll("textarea[data-richtext]")].map(edit)
if (editors.length) offerFigures(editors)
