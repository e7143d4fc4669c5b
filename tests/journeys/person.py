"""What people of each language type into the inputs that they meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bs4 import BeautifulSoup, Tag
from django.utils import timezone

from tests.journeys.html_forms import BOXES, type_into, visible_controls
from tests.journeys.robot import words

# Name and what they want, in their own script: foreign words on a page are ours then.
WORDS = {
    "cs": ("Jiřina Příkladová", "Potřebuji poradit, prosím."),
    "en": ("Example Person", "Please advise me."),
    "uk": ("Олена Приклад", "Прошу поради."),
    "ru": ("Анна Пример", "Прошу совета."),
    "vi": ("Nguyễn Thị Mẫu", "Tôi cần lời khuyên."),
    "zh-hans": ("示例", "我需要建议。"),
    "ar": ("ليلى مثال", "أحتاج إلى نصيحة."),
    "mn": ("Жишээ Болд", "Зөвлөгөө хэрэгтэй байна."),
    "es": ("Ejemplo Pérez", "Necesito un consejo."),
    "fr": ("Exemple Dupont", "J’ai besoin d’un conseil."),
}
EMAIL, PHONE = "person@example.org", "+420 777 123 456"
DAY, MONTH, YEAR = "28", "3", "1990"
# A room may be asked for in a fortnight, for the late morning.
FIRST_DAY, FIRST_HOUR = 14, 10


@dataclass(frozen=True)
class Told:
    """One answer: the words of it have to stand on the page that shows all answers."""

    name: str
    value: str
    shown: str


class Person:
    def __init__(self, language: str) -> None:
        self.name, self.sentence = WORDS[language]
        # Everyone chooses otherwise, so that each way is gone by somebody.
        self.number = list(WORDS).index(language)
        self.dates = self.times = 0
        # A list of languages names each in its own, too.
        self.picked: list[str] = []

    @property
    def own_words(self) -> str:
        return " ".join([self.name, self.sentence, EMAIL, PHONE, *self.picked])

    def fill_in(self, page: BeautifulSoup, form: Tag) -> list[Told]:
        """Answer every question of this form."""
        told: list[Told] = []
        by_name: dict[str, list[Tag]] = {}
        for control in visible_controls(page, form):
            by_name.setdefault(control["name"], []).append(control)
        for name, controls in by_name.items():
            first = controls[0]
            if first.get("type") in BOXES:
                told += self._choose(page, name, controls)
            elif first.name == "select":
                told.append(self._pick(name, first))
            else:
                value, shown = self._write(first)
                type_into(first, value)
                told.append(Told(name, value, shown))
        return told

    def fill_in_wrongly(self, page: BeautifulSoup, form: Tag) -> bool:
        """Mistakes wherever one can write; whether there was any such place."""
        wrong = False
        for control in visible_controls(page, form):
            if mistake := self._mistake(control):
                type_into(control, mistake)
                wrong = True
        return wrong

    def _mistake(self, control: Tag) -> str:
        if control.find_parent(class_="date-inputs"):
            return "40"
        by_type = {"email": "person@", "tel": "12", "time": "03:00"}
        return by_type.get(control.get("type"), "")

    def _choose(
        self, page: BeautifulSoup, name: str, boxes: list[Tag]
    ) -> Iterator[Told]:
        number = self.number % len(boxes)
        chosen = [boxes[number]]
        if boxes[0]["type"] == "checkbox" and len(boxes) > 1:
            chosen.append(boxes[(number + 1) % len(boxes)])
        for box in chosen:
            box["checked"] = ""
            # One of its own is a "yes".
            shown = "" if len(boxes) == 1 else label_of(page, box)
            yield Told(name, box.get("value", "on"), shown)

    def _pick(self, name: str, select: Tag) -> Told:
        options = [each for each in select.select("option") if each.get("value")]
        option = options[self.number % len(options)]
        type_into(select, option["value"])
        self.picked.append(words(option))
        return Told(name, option["value"], words(option))

    def _write(self, control: Tag) -> tuple[str, str]:
        kind, completes = control.get("type"), control.get("autocomplete")
        if kind == "email":
            return EMAIL, EMAIL
        if kind == "tel":
            return PHONE, PHONE
        if completes == "name":
            return self.name, self.name
        if kind == "date":
            return self._coming_day()
        if kind == "time":
            return self._later_hour()
        if control.find_parent(class_="date-inputs"):
            return self._part_of_a_date(control)
        if control.get("inputmode") == "numeric":
            return "2", "2"
        return self.sentence, self.sentence

    def _coming_day(self) -> tuple[str, str]:
        day = timezone.localdate() + timedelta(days=FIRST_DAY + 7 * self.dates)
        self.dates += 1
        return day.isoformat(), str(day.day)

    def _later_hour(self) -> tuple[str, str]:
        hour = f"{FIRST_HOUR + self.times:02}:00"
        self.times += 1
        return hour, hour

    def _part_of_a_date(self, control: Tag) -> tuple[str, str]:
        inputs = control.find_parent(class_="date-inputs").select("input")
        value = (DAY, MONTH, YEAR)[inputs.index(control)]
        return value, "" if value == MONTH else value


def label_of(page: BeautifulSoup, control: Tag) -> str:
    if control.has_attr("aria-label"):
        return control["aria-label"]
    label = page.find("label", attrs={"for": control["id"]})
    return words(label or control.find_parent("label"))
