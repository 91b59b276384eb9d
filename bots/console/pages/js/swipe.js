// A finger drawn across a card replies to it, where there is no pointer to hover and no R to press.

const FAR = 56;
const STRAIGHT = 24;

export function listenToSwipe(element, onSwipe) {
  let from = null;
  element.addEventListener(
    "touchstart",
    ({ touches }) => {
      from = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
    },
    { passive: true },
  );
  element.addEventListener(
    "touchend",
    ({ changedTouches }) => {
      if (!from) return;
      const { clientX, clientY } = changedTouches[0];
      if (Math.abs(clientX - from.x) > FAR && Math.abs(clientY - from.y) < STRAIGHT) onSwipe();
      from = null;
    },
    { passive: true },
  );
}
