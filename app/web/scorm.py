"""The one page as a package for learning platforms: SCORM 1.2, with one lesson of one file."""

import io
import zipfile
from xml.sax.saxutils import escape

PAGE, MANIFEST = "lesson.html", "imsmanifest.xml"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same run makes the same package."""
_LONGEST_TITLE = 200
_XML = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="propscope" version="1.1"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="lesson" identifierref="page" isvisible="true">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="{page}">
      <file href="{page}"/>
    </resource>
  </resources>
</manifest>
"""


def scorm_package(page: bytes, title: str) -> bytes:
    """Pack a page that reports by itself how far its learner has come."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        manifest = _XML.format(title=escape(title[:_LONGEST_TITLE]), page=PAGE)
        for name, content in ((MANIFEST, manifest.encode()), (PAGE, page)):
            package.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
