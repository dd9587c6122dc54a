"""What stands before the portal in production: its limits are the portal's, and every service has its own."""

import re

import pytest
import yaml
from django.conf import settings

from chaportal import environment
from people.bodies import most_of_any


@pytest.fixture
def nginx() -> str:
    return (settings.BASE_DIR / "deploy/nginx.conf").read_text()


@pytest.fixture
def services() -> dict:
    return yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]


def test_the_proxy_takes_as_much_as_the_portal_and_buffers_it(nginx):
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", nginx)
    assert int(megabytes) * 1024 * 1024 == most_of_any()
    for line in ("proxy_request_buffering on;", "proxy_buffering on;", "limit_conn connections", "client_body_timeout"):
        assert line in nginx


def test_the_proxy_knows_a_stranger_by_the_cookie_of_production(nginx):
    assert "~__Host-session=" in nginx
    assert '"__Host-session" if HTTPS' in (settings.BASE_DIR / "chaportal/settings.py").read_text()


def test_the_proxy_logs_no_address_and_believes_no_client(nginx):
    (log_format,) = re.findall(r"log_format \w+ '(.*)';", nginx)
    assert not re.search(r"\$(request|uri|request_uri|args|query_string|http_referer)\b", log_format)
    assert re.findall(r"access_log ([^;]+);", nginx) == ["/dev/stdout without_address"]
    assert re.findall(r"error_log ([^;]+);", nginx) == ["/dev/stderr emerg"]
    assert "X-Forwarded-For $remote_addr;" in nginx
    assert "X-Forwarded-Proto https;" in nginx
    for header in ("X-Forwarded-Host", "X-Forwarded-Port", "Forwarded"):
        assert f'proxy_set_header {header} "";' in nginx


def test_only_the_proxy_is_reached_from_outside(services):
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_every_service_has_a_limit_of_memory_and_processes_and_no_new_rights(services):
    for name, service in services.items():
        for limit in ("mem_limit", "pids_limit"):
            assert limit in service, (name, limit)
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
    for name in ("web", "worker", "beat", "migrate", "proxy"):
        assert [mount for mount in services[name]["tmpfs"] if "size=" not in mount] == [], name
        assert services[name]["cap_drop"] == ["ALL"], name


def test_images_are_pinned_to_exact_versions(services):
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    images = [service["image"] for service in services.values() if "image" in service]
    for image in [*images, *re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)]:
        assert re.search(r":\d+\.\d+(\.\d+)?(-|$)", image), image


def test_keys_of_tls_go_into_no_image_and_no_repository():
    for name in (".dockerignore", ".gitignore"):
        assert "deploy/tls" in (settings.BASE_DIR / name).read_text()


def test_its_answer_to_a_large_body_stands_under_no_limit_itself(nginx):
    """Over HTTP/2, nginx would hold it against the limit once more and give its own bare page instead."""
    answer = re.search(r"location = /-/too-large \{(.*?)\n    \}", nginx, re.DOTALL)[1]
    assert "client_max_body_size 0;" in answer


def test_the_proxy_asks_where_the_portal_listens_and_listens_where_it_is_asked(nginx, services):
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    (name, port) = re.search(r"server (\w+):(\d+);", nginx).groups()
    assert name in services
    assert f"BIND=0.0.0.0:{port}" in dockerfile
    assert f"http://127.0.0.1:{port}/-/ready" in services[name]["healthcheck"]["test"][-1]
    outside = {mapped.split(":")[1] for mapped in services["proxy"]["ports"]}
    assert outside == set(re.findall(r"listen (\d+)", nginx))
    assert services["proxy"]["healthcheck"]["test"][-1] in outside


def test_each_value_that_compose_asks_for_stands_in_the_example():
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    example = (settings.BASE_DIR / ".env.example").read_text()
    asked = set(re.findall(r"\$\{(\w+):\?\}", compose))
    assert asked == set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_each_required_value_reaches_the_portal_in_its_container(services):
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    given = set(services["web"]["environment"]) | set(re.findall(r"(\w+)=/", dockerfile))
    assert environment.REQUIRED.keys() <= given
    assert services["worker"]["environment"] == services["beat"]["environment"] == services["web"]["environment"]
