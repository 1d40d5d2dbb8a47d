// A plan that is chosen as a file is shown before it is sent.
(() => {
  "use strict";
  const file = document.getElementById("plan-file");
  const plan = document.getElementById("plan");
  if (!file || !plan) return;
  file.addEventListener("change", async () => {
    if (file.files.length) plan.value = await file.files[0].text();
  });
})();
