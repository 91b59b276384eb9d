// Starts the page as soon as the journal answers.

import { Page } from "./page.js";
import { learn } from "./phrases.js";
import { Away, readDesk } from "./server.js";

async function begin() {
  for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
    try {
      const desk = await readDesk();
      learn(desk.language, desk.words);
      await new Page(desk).start();
      return;
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
      });
    }
  }
}

/** The composer rides on a phone's keyboard also where the keyboard only covers the page. */
function fitViewport() {
  const { height, scale } = visualViewport;
  document.body.style.height = scale === 1 ? `${height}px` : "";
}

visualViewport?.addEventListener("resize", fitViewport);
void begin();
