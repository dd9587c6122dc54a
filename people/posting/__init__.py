"""What holds for every form that is sent: it is done once, and its words outlive the session that typed them."""
