"""What writes into a playbook: new documents, files mended, what people have elsewhere."""
