// The answers of a reader: saved as a small file, and opened again to go on. Nothing leaves the machine by itself.
(() => {
  const form = document.querySelector("form.answers");
  const boxes = [...document.querySelectorAll("textarea[data-passage]")];
  const status = form.querySelector("[role=status]");
  let unsaved = false;
  const count = () => boxes.filter((box) => box.value.trim()).length;
  const say = (text) => { status.textContent = text; };
  for (const box of boxes) {
    box.addEventListener("input", () => { unsaved = true; say(""); });
  }
  addEventListener("beforeunload", (event) => { if (unsaved && count()) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!count()) { say("You have not written anything yet."); return; }
    const answers = boxes.filter((box) => box.value.trim()).map((box) =>
      ({ passage: box.dataset.passage, title: box.dataset.title, text: box.value }));
    const file = { format: "empathy-feedback", version: 1, review: form.dataset.review, answers };
    const link = document.createElement("a");
    link.href = "data:application/json;charset=utf-8," + encodeURIComponent(JSON.stringify(file, null, 2));
    link.download = `answers-${form.dataset.review}.json`;
    link.click();
    unsaved = false;
    say(`Saved ${link.download}. Please send it to the author.`);
  });
  form.querySelector("input[type=file]").addEventListener("change", async (event) => {
    try {
      const file = JSON.parse(await event.target.files[0].text());
      if (file.format !== "empathy-feedback" || file.review !== form.dataset.review) throw new Error();
      for (const said of file.answers) {
        const box = boxes.find((one) => one.dataset.passage === said.passage);
        if (box) { box.value = said.text; box.closest("details").open = true; }
      }
      const restored = count();
      say(`Restored ${restored} ${restored === 1 ? "answer" : "answers"}.`);
    } catch {
      say("This file has no answers to this review.");
    }
  });
})();
