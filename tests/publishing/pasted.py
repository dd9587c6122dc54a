"""What other programs put on the clipboard, in their own markup: one text with the same meaning from each of them.

Its meaning: a bold word, italics, a numbered list with a list in it, a note, a table of figures with its headings, a link.
"""
# ruff: noqa: E501

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal>Homes are <b><span style='mso-bidi-font-weight:normal'>closing</span></b>, and <i>fast</i>.<a
href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Fund places<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>&middot;<span>&nbsp;&nbsp; </span></span><![endif]>in Wales<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Train staff<o:p></o:p></p>
<p class=MsoCaption>Table 1: Homes by region</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=300 valign=top style='width:225pt'><p class=MsoNormal><b>Region<o:p></o:p></b></p></td>
<td><p class=MsoNormal><b>Homes<o:p></o:p></b></p></td></tr>
<tr><td><p class=MsoNormal>Wales<o:p></o:p></p></td><td><p class=MsoNormal>310<o:p></o:p></p></td></tr></table>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Ofsted, <a href="https://www.gov.uk/a"><span style='color:#0563C1'>2026</span></a>.<o:p></o:p></p></div></div>
<!--EndFragment--></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-5b1">
<p dir="ltr" style="line-height:1.38;margin-top:0pt"><span style="font-size:11pt;font-weight:400;font-style:normal">Homes are </span><span
style="font-weight:700;font-style:normal">closing</span><span style="font-weight:400">, and </span><span
style="font-weight:400;font-style:italic">fast</span><span style="font-weight:400">.</span><span
style="font-weight:400;font-size:0.6em;vertical-align:super"><a href="#ftnt1" id="ftnt_ref1">[1]</a></span></p>
<ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal;font-weight:400" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400">Fund places</span></p></li><ul><li dir="ltr" style="list-style-type:circle"
aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400">in Wales</span></p></li></ul><li dir="ltr"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">Train staff</span></p></li></ol>
<p dir="ltr"><span style="font-weight:400">Table 1: Homes by region</span></p>
<div dir="ltr" style="margin-left:0pt" align="left"><table style="border:none"><colgroup><col width="90"><col></colgroup><tbody>
<tr style="height:0pt"><td style="border:1px solid"><p dir="ltr"><span style="font-weight:700">Region</span></p></td><td><p
dir="ltr"><span style="font-weight:700">Homes</span></p></td></tr><tr><td><p><span style="font-weight:400">Wales</span></p></td>
<td><p><span>310</span></p></td></tr></tbody></table></div>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span style="font-weight:400"> Ofsted, </span><a href="https://www.google.com/url?q=https://www.gov.uk/a&amp;sa=D&amp;ust=1" style="text-decoration:none"><span style="font-weight:400;text-decoration:underline">2026</span></a><span style="font-weight:400">.</span></p></div></b><br class="Apple-interchange-newline">"""

OUTLOOK = """<div class="WordSection1"><p class="MsoNormal"><span style="font-size:11.0pt;font-family:Calibri">Homes are <strong>closing</strong>, and
<em>fast</em>.<sup>1</sup><o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<ol start="1" type="1"><li class="MsoListParagraph" style="margin-left:0cm">Fund places<o:p></o:p><ul type="circle"><li>in Wales<o:p></o:p></li></ul></li>
<li class="MsoListParagraph">Train staff<o:p></o:p></li></ol>
<table role="presentation" width="100%"><tbody><tr><td><div>Table 1: Homes by region</div></td></tr></tbody></table>
<table border="1" cellspacing="0"><thead><tr><td><p><b>Region</b></p></td><td><p><b>Homes</b></p></td></tr></thead>
<tbody><tr><td><p class="MsoNormal">Wales<o:p></o:p></p></td><td><p class="MsoNormal">310<o:p></o:p></p></td></tr></tbody></table>
<p class="MsoNormal"><sup>1</sup> Ofsted, <a href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fa&amp;data=05%7Cjo%40example.org%7C1">2026</a>.<o:p></o:p></p></div>"""

LIBREOFFICE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4.7.2"/><style type="text/css">p { margin: 0 }</style></head><body lang="en-GB">
<p style="line-height: 115%">Homes are <b>closing</b>, and <i>fast</i>.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<ol><li><p style="margin-bottom: 0cm">Fund places</p><ul><li><p>in Wales</p></li></ul></li><li><p>Train staff</p></li></ol>
<table width="643" cellpadding="4"><caption>Homes by region</caption><col width="313"/><col width="313"/><tr valign="top"><th width="313"><p>Region</p></th><th><p>Homes</p></th></tr>
<tr><td><p>Wales</p></td><td><p>310</p></td></tr></table>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Ofsted, <a href="https://www.gov.uk/a"><font color="#000080"><u>2026</u></font></a>.</p></div></body></html>"""

APPLE_MAIL = """<div style="word-wrap: break-word"><div>Homes are <b>closing</b>, and<span class="Apple-converted-space">&nbsp;</span><i>fast</i>.<sup>1</sup></div><div><br></div>
<ol class="MailOutline"><li>Fund places<ul class="MailOutline"><li>in Wales</li></ul></li><li>Train staff</li></ol><div><br></div>
<div>Table 1: Homes by region</div><table cellspacing="0" style="border-collapse: collapse"><tbody><tr><td style="border: 1px solid"><div style="margin: 0"><b>Region</b></div></td>
<td><div><b>Homes</b></div></td></tr><tr><td><div>Wales</div></td><td><div>310</div></td></tr></tbody></table>
<div><sup>1</sup> Ofsted, <a href="https://www.gov.uk/a">2026</a>.</div></div>"""

PASTED = {"Word": WORD, "Google Docs": GOOGLE, "Outlook": OUTLOOK, "LibreOffice": LIBREOFFICE, "Apple Mail": APPLE_MAIL}

REPLY = """<div dir="ltr">Our line stands.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Jo wrote:<br></div>
<blockquote class="gmail_quote" style="border-left:1px solid rgb(204,204,204)"><div>Is it true?</div></blockquote></div>
<blockquote type="cite"><div>Older words</div></blockquote>"""
