"""Trade in running text: arms, military aid, technology or oil that go from one party to another."""
