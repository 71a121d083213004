// Empty is a Bubble Tea program that links everything that readout links and
// shows one line: what the start-up of readout is measured against. With the
// argument full it shows a screen full of words, and a key moves the row that
// is reversed: what the renderer takes for a screen that does nothing else.
package main

import (
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	_ "readout/ui/cli" // the same libraries, with what they do before main
)

// Screen is the line that it shows.
const Screen = "an empty screen"

type model struct {
	full          bool
	width, height int
	at            int
}

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.KeyPressMsg:
		if msg.String() == "q" {
			return m, tea.Quit
		}
		m.at++
	}
	return m, nil
}

func (m model) View() tea.View {
	v := tea.NewView(Screen)
	if m.full && m.width > 0 {
		row := strings.Repeat("words and words ", m.width/16+1)[:m.width]
		rows := make([]string, m.height)
		for i := range rows {
			if rows[i] = row; i == m.at%m.height {
				rows[i] = "\x1b[7m" + row + "\x1b[m"
			}
		}
		rows[0] = Screen
		v.Content = strings.Join(rows, "\n")
	}
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(model{full: len(os.Args) > 1 && os.Args[1] == "full"}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "empty:", err)
		os.Exit(1)
	}
}
