// A case on its own.

export default { render: renderCase };
