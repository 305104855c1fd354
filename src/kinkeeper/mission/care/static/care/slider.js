// The slider through the years of a village. Without this file the day is chosen in the form.
(() => {
  const form = document.querySelector("form[data-slider]"), slide = form?.querySelector("#slide"), day = form?.querySelector("#on");
  if (!slide) return;
  slide.closest("[hidden]").hidden = false;
  const first = Date.parse(slide.dataset.first), DAY = 86400000;
  const text = () => new Date(first + slide.value * DAY).toISOString().slice(0, 10);
  let asked = 0, waiting;
  const show = async () => {
    const mine = ++asked, url = `${location.pathname}?on=${day.value}`;
    const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const board = page.querySelector("#board");
    if (!board) return;
    document.querySelector("#board").replaceWith(board);
    history.replaceState(null, "", url);
  };
  slide.addEventListener("input", () => { day.value = text(); clearTimeout(waiting); waiting = setTimeout(show, 250); });
  day.addEventListener("change", () => { slide.value = Math.round((Date.parse(day.value) - first) / DAY); });
})();
