// What Ctrl K leads to: people, the clock's stations, commands, and the few things of the page itself.

import { openPalette } from "./palette.js";
import { openKeys, startDemoOver } from "./sheets.js";
import { toggleTheme } from "./theme.js";

export function openGoTo({ chats, clock, desk, onSelect, onCommand, onNewPerson }) {
  const people = chats.map((chat) => ({
    name: chat.member.name,
    note: chat.member.role === "mentor" ? "mentor’s channel" : "trader",
    go: () => onSelect(chat.slug),
  }));
  const stations = desk.demo
    ? clock.stations
        .slice(0, 2)
        .map((station) => ({ name: `Skip to ${clock.name(station)}`, note: "clock", go: () => clock.move(station) }))
    : [];
  const commands = desk.commands.map((command) => ({
    name: `/${command.name}`,
    note: command.description,
    go: () => onCommand(`/${command.name}`),
  }));
  const own = [
    { name: "New person", note: "asks a name", go: onNewPerson },
    { name: "Keys", note: "Ctrl /", go: openKeys },
    { name: "Change the theme", note: "dark, light", go: toggleTheme },
  ];
  const over = {
    name: "Start the demo over",
    note: "everything as at first",
    go: () => void startDemoOver(),
  };
  openPalette([...people, ...stations, ...commands, ...own, ...(desk.demo?.canStartOver ? [over] : [])]);
}
