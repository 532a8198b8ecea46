"use strict";
// The page can be read without this. It opens what a link leads to, and everything that differs before it is printed.
const open = (element) => {
  const findings = [...element.querySelectorAll("details.finding")];
  const differing = findings.filter((finding) => finding.dataset.outcome === "different");
  (differing.length > 0 ? differing : findings).forEach((finding) => { finding.open = true; });
};
const follow = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target !== null && target.matches("section")) {
    open(target);
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }
};
addEventListener("hashchange", follow);
addEventListener("click", (event) => {
  const link = event.target.closest("td a");
  if (link !== null && link.hash === location.hash) {
    follow();
  }
});
addEventListener("beforeprint", () => {
  document.querySelectorAll('details.finding[data-outcome="different"]').forEach((finding) => { finding.open = true; });
});
follow();
