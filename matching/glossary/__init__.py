"""The bilingual glossary: which words name the same thing, kept by people and used by search."""
