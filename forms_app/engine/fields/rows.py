"""Several rows of the database, chosen by their keys."""

from django import forms

# Eighteen digits fit into the key of either database.
LONGEST_KEY = 18


class RowsField(forms.ModelMultipleChoiceField):
    """Django looks for keys of any length, and SQLite knows no such numbers."""

    def clean(self, value):
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)
