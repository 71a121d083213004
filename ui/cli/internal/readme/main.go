// Readme writes the tables of keys and commands into README.md, from the
// bindings and commands themselves, so that they never say what is not so.
//
//	go generate ./ui/cli
package main

import (
	"fmt"
	"os"
	"strings"

	"readout/ui/cli"
	"readout/ui/config"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "readme: name the file to write")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "readme:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	text, err := fill(string(data), "keys", keys())
	if err != nil {
		return err
	}
	if text, err = fill(text, "commands", commands()); err != nil {
		return err
	}
	if text == string(data) {
		return nil
	}
	return os.WriteFile(path, []byte(text), 0o600)
}

// fill puts body between the markers of a part.
func fill(text, part, body string) (string, error) {
	head, rest, ok := strings.Cut(text, "<!-- begin "+part)
	line, rest, ok2 := strings.Cut(rest, "-->\n")
	_, foot, ok3 := strings.Cut(rest, "<!-- end "+part+" -->")
	if !ok || !ok2 || !ok3 {
		return "", fmt.Errorf("no markers for %s", part)
	}
	return head + "<!-- begin " + part + line + "-->\n" + body + "<!-- end " + part + " -->" + foot, nil
}

// keys is a table for each part of the program.
func keys() string {
	var b strings.Builder
	for _, s := range config.Screens() {
		fmt.Fprintf(&b, "\n**%s**", s.Title)
		sep, mode := ": ", ""
		for _, a := range s.Actions {
			h := a.Binding.Help()
			if h.Key == "" {
				continue
			}
			if a.Mode != mode {
				mode, sep = a.Mode, ": "
				fmt.Fprintf(&b, "; *%s*", mode)
			}
			fmt.Fprintf(&b, "%s`%s` %s", sep, strings.ReplaceAll(h.Key, "`", "'"), h.Desc)
			sep = " · "
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	return b.String()
}

// commands is a table of the commands.
func commands() string {
	var b strings.Builder
	b.WriteString("\n| command | does |\n|---|---|\n")
	for _, c := range cli.Commands() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(c.Use, "|", `\|`), c.Short)
	}
	b.WriteString("\n")
	return b.String()
}
