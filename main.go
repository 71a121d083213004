// Readout is a terminal reader for foreign-affairs briefings: it shows in the
// text who said what and about what, and keeps its reader's marks, notes and
// tags. Everything it does is in the packages below; see ui/cli.
package main

import (
	"os"

	"readout/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
