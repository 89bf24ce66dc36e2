"""Python-Markdown extensions that make pages of lessons and labs."""
