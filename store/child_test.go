package store

// childMain runs what a test asked a child process to do.
func childMain() bool { return false }
