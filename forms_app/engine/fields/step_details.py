"""What a step asks for besides a reason: times, dates, a choice."""

from django import forms

from forms_app.engine.submission import Submission


class StepDetailsForm(forms.Form):
    """Base of the forms that steps name. `case` is the case that the step moves."""

    use_required_attribute = False

    def __init__(self, *args, case: Submission, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.case = case
