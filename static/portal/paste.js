// What is pasted from Word, Google Docs and mails, as the markup that it means, before the editor reads it. The server
// does the same once more (publishing/richtext/pasting/): words may come from elsewhere.
const ordered = /^\(?(\d{1,4}|[a-z]{1,5})[.)]$/i
const level = /mso-list:[^;]*level(\d)/i
const note = /^#_?(ftn|edn|ftnt|sd(foot|end)note|footnote|endnote|fn)/i

// `html` from the clipboard, parsed where nothing in it runs or is fetched. Styles are read as words: the page's
// Content-Security-Policy applies none of them, and the editor would find that all of Google Docs' bold is bold.
export function meant(html) {
  const words = html.replace(/(<[a-z][^>]*?\s)style(?=\s*=)/gi, "$1data-style")
  const page = new DOMParser().parseFromString(words, "text/html")
  page.querySelectorAll("style, script, title, meta, link, xml, colgroup").forEach((each) => each.remove())
  wordLists(page)
  nestedLists(page)
  notes(page)
  spelt(page)
  quotedMail(page)
  captions(page)
  headings(page)
  page.querySelectorAll("[data-style]").forEach((each) => each.removeAttribute("data-style"))
  return page.body.innerHTML
}

function wordLists(page) {
  for (const first of page.querySelectorAll("p[data-style*='mso-list']")) {
    if (!first.isConnected || !level.test(first.dataset.style)) continue
    const run = [first]
    for (let next = first.nextElementSibling; next?.matches("p") && level.test(next.dataset.style ?? ""); next = next.nextElementSibling) run.push(next)
    const open = []
    for (const paragraph of run) {
      const depth = Number(level.exec(paragraph.dataset.style)[1])
      const sign = paragraph.querySelector("span[data-style*='mso-list']")
      const found = ordered.exec(sign?.textContent.replaceAll("\u00a0", " ").trim() ?? "")
      sign?.remove()
      const kind = found ? "OL" : "UL"
      while (open.length && (open.at(-1).depth > depth || (open.at(-1).depth === depth && open.at(-1).list.tagName !== kind))) open.pop()
      if (!open.length || open.at(-1).depth < depth) {
        const list = page.createElement(kind)
        if (/^\d+$/.test(found?.[1] ?? "") && found[1] !== "1") list.setAttribute("start", found[1])
        if (open.length) open.at(-1).list.lastElementChild.append(list)
        else first.before(list)
        open.push({ depth, list })
      }
      const item = page.createElement("li")
      item.append(...paragraph.childNodes)
      open.at(-1).list.append(item)
    }
    run.forEach((paragraph) => paragraph.remove())
  }
}

// Google Docs puts a list of the next level beside the item above it.
function nestedLists(page) {
  page.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol").forEach((list) => list.previousElementSibling?.append(list))
}

// A link to or from a note is its number, raised; a link to another place of that document is words.
function notes(page) {
  page.querySelectorAll("a[href^='#']").forEach((link) => {
    const number = link.textContent.replace(/[\s[\]]/g, "")
    if (note.test(link.getAttribute("href")) && number) {
      const raised = page.createElement("sup")
      raised.textContent = number
      link.replaceWith(raised)
    } else if (!/^#figure-\d+$/.test(link.getAttribute("href"))) link.replaceWith(...link.childNodes)
  })
}

// Bold, italics and raised letters that are said by style, or taken back by it.
function spelt(page) {
  const says = (each, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\w-]+)`, "i").exec(each.dataset.style ?? "")?.[1]
  const unwrap = (each) => each.replaceWith(...each.childNodes)
  page.querySelectorAll("b, strong").forEach((each) => { if (/^(normal|[1-5]00)$/.test(says(each, "font-weight"))) unwrap(each) })
  page.querySelectorAll("i, em").forEach((each) => { if (says(each, "font-style") === "normal") unwrap(each) })
  page.querySelectorAll("span, font").forEach((each) => {
    const raised = { super: "sup", sub: "sub" }[says(each, "vertical-align")]
    const tags = [
      /^(bold|bolder|[6-9]00)$/.test(says(each, "font-weight")) && !each.closest("h1, h2, h3, h4, h5, h6, th") && "strong",
      says(each, "font-style") === "italic" && "em",
      !each.querySelector("sup, sub") && raised,
    ].filter(Boolean)
    const inside = [...each.childNodes]
    each.replaceWith(...tags.reduceRight((nodes, tag) => {
      const outer = page.createElement(tag)
      outer.append(...nodes)
      return [outer]
    }, inside))
  })
}

// Of an older mail: no quotation of ours, which a speaker must approve.
function quotedMail(page) {
  page.querySelectorAll("blockquote[type=cite], blockquote[class*=quote], blockquote[data-style*=border-left]").forEach((each) => each.replaceWith(...each.childNodes))
}

// What a table shows stands above it in a line that begins with “Table”.
function captions(page) {
  page.querySelectorAll("caption").forEach((caption) => {
    const above = page.createElement("p")
    const words = caption.textContent.trim().replace(/\s+/g, " ")
    above.textContent = words.startsWith("Table") ? words : `Table: ${words}`
    if (words) caption.closest("table").before(above)
    caption.remove()
  })
}

function headings(page) {
  for (const table of page.querySelectorAll("table")) {
    const row = table.rows[0]
    if (!row || table.querySelector("th")) continue
    const isBold = (cell) => {
      const bold = [...cell.querySelectorAll("b, strong")]
      return cell.textContent.trim() === bold.map((each) => each.textContent).join("").trim()
    }
    if (row.parentElement.matches("thead") || [...row.cells].every(isBold)) {
      for (const cell of [...row.cells]) {
        const heading = page.createElement("th")
        heading.append(...cell.childNodes)
        heading.querySelectorAll("b, strong, span").forEach((each) => each.replaceWith(...each.childNodes))
        cell.replaceWith(heading)
      }
    }
  }
}
