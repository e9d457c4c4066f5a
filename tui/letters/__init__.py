"""Letters: drafted from the record, read beside their page, sent."""
