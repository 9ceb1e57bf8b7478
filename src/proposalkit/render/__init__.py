"""Pages: templates to HTML, and HTML to PDF in a limited child process."""
