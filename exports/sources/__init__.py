"""What people bring, by where it comes from: Word, mail, calendar, spreadsheet, web page, plain text; one file each."""
