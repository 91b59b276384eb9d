// What Ctrl K leads to: people, the clock's stations, commands, and the few things of the page itself.

import { openPalette } from "./palette.js";
import { say } from "./phrases.js";
import { openKeys, startDemoOver } from "./sheets.js";
import { toggleTheme } from "./theme.js";

export function openGoTo({ chats, clock, desk, onSelect, onCommand, onNewPerson }) {
  const people = chats.map((chat) => ({
    name: chat.member.name,
    note: chat.member.role === "mentor" ? say("mentor’s channel") : say("trader"),
    go: () => onSelect(chat.slug),
  }));
  const stations = desk.demo
    ? clock.stations
        .slice(0, 2)
        .map((station) => ({ name: say("Skip to {when}", { when: clock.name(station) }), note: say("clock"), go: () => clock.move(station) }))
    : [];
  const commands = desk.commands.map((command) => ({
    name: `/${command.name}`,
    note: command.description,
    go: () => onCommand(`/${command.name}`),
  }));
  const own = [
    { name: say("New person"), note: say("asks a name"), go: onNewPerson },
    { name: say("Keys"), note: "Ctrl /", go: openKeys },
    { name: say("Change the theme"), note: say("dark, light"), go: toggleTheme },
  ];
  const over = {
    name: say("Start the demo over"),
    note: say("everything as at first"),
    go: () => void startDemoOver(),
  };
  openPalette([...people, ...stations, ...commands, ...own, ...(desk.demo?.canStartOver ? [over] : [])]);
}
