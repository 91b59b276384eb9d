// Line drawings of 16 or 18 px, always beside words or under a name of their own.

const PATHS = {
  logo: "M3 3v14h14M6.5 11.5l3-3.5 2.5 2L17 5",
  clock: "M9 16.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM9 5v4l2.5 1.8",
  keyboard:
    "M2.5 4.5h13a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM4.6 7.4h.01M7.5 7.4h.01M10.5 7.4h.01M13.4 7.4h.01M4.6 10.6h.01M7 10.6h4M13.4 10.6h.01",
  sun: "M9 12.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM9 1.5v1.6M9 14.9v1.6M1.5 9h1.6M14.9 9h1.6M3.7 3.7l1.1 1.1M13.2 13.2l1.1 1.1M14.3 3.7l-1.1 1.1M4.8 13.2l-1.1 1.1",
  moon: "M15.3 10.6A6.6 6.6 0 0 1 7.4 2.7a6.6 6.6 0 1 0 7.9 7.9Z",
  plus: "M9 3.5v11M3.5 9h11",
  image:
    "M3.5 3h11A1.5 1.5 0 0 1 16 4.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 2 13.5v-9A1.5 1.5 0 0 1 3.5 3ZM6.2 7.8a1.1 1.1 0 1 0 0-2.2 1.1 1.1 0 0 0 0 2.2ZM2.3 13l3.5-3.2 2.4 2.1 3-3.4 4.6 4.4",
  up: "M9 14.5v-11M4.5 8 9 3.5 13.5 8",
  down: "M9 3.5v11M4.5 10 9 14.5l4.5-4.5",
  back: "M6.5 4.5 3 8l3.5 3.5M3.5 8h8a3.3 3.3 0 0 1 0 6.6H9",
  reply: "M7 4 2.8 8.2 7 12.4M3.2 8.2H11a4.5 4.5 0 0 1 4.5 4.5v1",
  lock: "M4.5 8h9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM6 8V5.5a3 3 0 0 1 6 0V8",
  cross: "M4.5 4.5l9 9M13.5 4.5l-9 9",
  check: "M3.5 9.5 7 13l7.5-8",
  warning: "M9 2.5 1.8 15h14.4L9 2.5ZM9 7v4M9 13h.01",
};

export function icon(name, size = 18) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 18 18");
  drawing.setAttribute("width", size);
  drawing.setAttribute("height", size);
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
