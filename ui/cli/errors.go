package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
)

// usageError is an error of whoever typed the command: exit code 2.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// wrong returns a usage error.
func wrong(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// errNothing ends a command that found nothing, when --exit-code was given.
var errNothing = errors.New("nothing matched")

// exitCode returns the exit code that tells err.
func exitCode(err error) int {
	var usage *usageError
	var bad *query.Error
	switch {
	case err == nil:
		return Done
	case errors.Is(err, errNothing):
		return Nothing
	case errors.Is(err, briefings.ErrBusy):
		return Busy
	case errors.As(err, &usage), errors.As(err, &bad):
		return Usage
	default:
		return Failure
	}
}

// oneLine returns err as one line without anything that a terminal would obey.
func oneLine(err error) string {
	if errors.Is(err, context.Canceled) {
		return "interrupted; what was reported is done"
	}
	if errors.Is(err, errNothing) {
		return ""
	}
	return clean.Line(err.Error())
}

func join(names []string) string { return strings.Join(names, ", ") }
