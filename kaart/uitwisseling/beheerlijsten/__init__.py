"""The reference lists in the admin, in and out of a spreadsheet by django-import-export, with its preview."""
