"""What a document says: a record becomes blocks of text, in no format yet."""
