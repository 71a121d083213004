// Empty is a Bubble Tea program that links everything that readout links and
// shows one line: what the start-up of readout is measured against.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"

	_ "readout/ui/cli" // the same libraries, with what they do before main
)

// Screen is the line that it shows.
const Screen = "an empty screen"

type model struct{}

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "q" {
		return m, tea.Quit
	}
	return m, nil
}

func (model) View() tea.View {
	v := tea.NewView(Screen)
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(model{}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "empty:", err)
		os.Exit(1)
	}
}
