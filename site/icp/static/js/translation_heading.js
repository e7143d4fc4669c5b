// The editor of translations heads its texts with "X to Y translation", in English for
// everybody. The names of the two languages say the same.
const heading = /^(.+) to (.+) translation$/;

function mend() {
  for (const { firstChild } of document.querySelectorAll("section h3")) {
    if (heading.test(firstChild?.data)) firstChild.data = firstChild.data.replace(heading, "$1 → $2");
  }
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
mend();
