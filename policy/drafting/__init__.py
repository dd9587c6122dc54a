"""Our response, question by question: its parts are read off its words, by headings that name the questions."""
