// Owned by the module of this name; see CONTRIBUTING.md.
