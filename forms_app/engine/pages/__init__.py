from forms_app.engine.pages.form_page import FormPage, FormPageManager

__all__ = ["FormPage", "FormPageManager"]
