"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = ["verdict", "type", "lang"].map(byId);
  const search = byId("search");
  const questions = [...document.querySelectorAll(".question")];
  const chips = [...document.querySelectorAll(".chip")];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  // Whatever others wrote stands in a <bdi>; the page's own labels would match every question.
  const searched = "bdi, .badge, .tags, .answer, .error";
  const texts = questions.map((question) =>
    fold([...question.querySelectorAll(searched)].map((part) => part.textContent).join(" ")));

  const matches = (question, text) => {
    const [verdict, type, lang] = filters.map((filter) => filter.value);
    const data = question.dataset;
    return (!verdict || data.verdict === verdict || (verdict === "bad" && data.bad)) &&
      (!type || data.type === type) && (!lang || data.lang === lang) &&
      fold(search.value).split(/\s+/).every((word) => text.includes(word));
  };

  const apply = () => {
    let shown = 0;
    questions.forEach((question, i) => {
      question.hidden = !matches(question, texts[i]);
      shown += !question.hidden;
    });
    chips.forEach((chip) =>
      chip.setAttribute("aria-pressed", String(chip.dataset.verdict === filters[0].value)));
    const output = byId("shown");
    output.textContent = output.dataset.template
      .replace("{shown}", shown).replace("{questions}", questions.length);
    byId("none").hidden = shown > 0;
  };

  const choose = (filter, value) => {
    filter.value = filter.value === value ? "" : value;
    apply();
    byId("questions").scrollIntoView();
  };

  const openTarget = () => {
    const target = location.hash && byId(location.hash.slice(1));
    const question = target && target.closest(".question");
    if (question) {
      question.open = true;
      question.hidden = false;
      target.scrollIntoView();
    }
  };

  search.addEventListener("input", apply);
  filters.forEach((filter) => filter.addEventListener("change", apply));
  chips.forEach((chip) =>
    chip.addEventListener("click", () => choose(filters[0], chip.dataset.verdict)));
  document.querySelectorAll("button.link").forEach((link) =>
    link.addEventListener("click", () => "type" in link.dataset
      ? choose(filters[1], link.dataset.type) : choose(filters[2], link.dataset.lang)));
  byId("reset").addEventListener("click", () => {
    [search, ...filters].forEach((filter) => { filter.value = ""; });
    apply();
  });
  byId("toggle").addEventListener("click", (event) => {
    const button = event.currentTarget;
    const open = button.textContent === button.dataset.open;
    questions.filter((question) => !question.hidden).forEach((question) => { question.open = open; });
    button.textContent = open ? button.dataset.close : button.dataset.open;
  });
  addEventListener("hashchange", openTarget);
  openTarget();
})();
