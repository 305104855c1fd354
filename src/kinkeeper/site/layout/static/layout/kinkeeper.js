// Keeps what was typed, warns before leaving. Every page works without this file.
(() => {
  const store = sessionStorage, mine = "kept:", who = document.documentElement.dataset.account || "";
  const forms = [...document.querySelectorAll("form[data-keep], form[data-warn]")];
  const name = (form) => mine + form.dataset.keep;
  const keepable = (el) => el.name && !el.closest("[data-sensitive]") && !el.matches("[type=password],[type=file],[type=hidden],[type=submit],button");
  const typed = (form) => [...form.elements].filter(keepable).map((el) => [el.name, el.value, el.matches("[type=checkbox],[type=radio]") ? el.checked : null]);
  const kept = () => Object.keys(store).filter((key) => key.startsWith(mine));
  const read = (key) => { try { return JSON.parse(store.getItem(key)) || {}; } catch { return {}; } };

  // Accepted: the server said so, or showed another page of the same person. Another person on this screen gets nothing.
  for (const key of kept()) {
    const draft = read(key), here = forms.some((form) => form.dataset.keep && name(form) === key);
    if (who && (draft.who !== who || (draft.sent && (document.querySelector("[data-accepted]") || !here)))) store.removeItem(key);
  }
  const restore = (form) => {
    const draft = read(name(form));
    if (!draft.fields || form.querySelector("[aria-invalid=true]") || document.querySelector("[data-errors]")) return;
    const seen = {};
    for (const [field, value, on] of draft.fields) {
      const same = [...form.elements].filter((el) => el.name === field && keepable(el));
      if (on !== null) same.filter((el) => el.value === value).forEach((el) => { el.checked = on; });
      else if (same[seen[field] = (seen[field] ?? -1) + 1]) same[seen[field]].value = value;
    }
    form.dataset.changed = "1";
  };
  for (const form of forms) {
    if (form.dataset.keep) restore(form);
    const note = () => {
      form.dataset.changed = "1";
      if (form.dataset.keep) try { store.setItem(name(form), JSON.stringify({ who, fields: typed(form) })); } catch { /* full: typing goes on */ }
    };
    form.addEventListener("input", note);
    form.addEventListener("submit", () => {
      delete form.dataset.changed;
      const draft = read(name(form));
      if (form.dataset.keep && draft.fields) store.setItem(name(form), JSON.stringify({ ...draft, sent: true }));
    });
  }
  // Back, and sent again as it was: the same number, so that it counts once. Something else typed is something new.
  const own = new Set(["form_id", "csrfmiddlewaretoken"]);
  const mark = (form) => {
    const text = JSON.stringify([...new FormData(form)].filter(([field]) => !own.has(field)));
    return form.action + [...text].reduce((sum, sign) => Math.imul(31, sum) + sign.codePointAt(0) | 0, 7);
  };
  for (const form of document.querySelectorAll("form")) {
    const number = form.elements.form_id;
    if (number) form.addEventListener("submit", () => {
      const sent = history.state?.sent || {}, key = mark(form);
      number.value = sent[key] ||= number.value;
      history.replaceState({ ...history.state, sent }, "");
    });
  }
  addEventListener("beforeunload", (event) => { if (forms.some((form) => form.dataset.changed)) event.preventDefault(); });
  document.querySelectorAll("form[data-forget]").forEach((form) => form.addEventListener("submit", () => store.clear()));
  document.querySelector("[data-errors]")?.focus();
  // A wide family begins in its middle.
  document.querySelectorAll(".picture .scroll-x").forEach((el) => { el.scrollLeft = (el.scrollWidth - el.clientWidth) / 2; });
  // A link into a folded part opens it.
  const unfold = () => { if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", ""); };
  addEventListener("hashchange", unfold);
  unfold();
})();
