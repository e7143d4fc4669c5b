// The button for printing shows itself where it works.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
