from news.outlets import house


def test_editions_of_one_outlet_share_its_name() -> None:
    assert house("North Press (Arabic)") == house("North Press (English)") == "North Press"
    assert house("Al-Watan (Syria)") == "Al-Watan (Syria)"
