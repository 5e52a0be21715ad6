"""What a playbook gives to other programs: all of it as data, tables, trees, its glossary."""
