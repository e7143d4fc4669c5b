from tests.scheduling import ByFolder


def test_tests_that_share_something_costly_go_to_one_process():
    scope = ByFolder._split_scope
    demo, crawl, journey, load, other, another = (
        scope(None, nodeid)
        for nodeid in (
            "tests/icp/demo/test_demo.py::TestPages::test_one[en]",
            "tests/icp/demo/test_crawl.py::test_two",
            "tests/journeys/test_robot.py::test_six",
            "tests/load/test_rooms.py::test_three",
            "tests/home/test_routing.py::test_four",
            "tests/home/test_routing.py::test_five",
        )
    )
    assert demo == crawl == journey
    assert len({demo, load, other, another}) == 4
