"""What an outbox has for its viewer."""

import asyncio

from app.rooms.outbox import Outbox


def taken(outbox: Outbox) -> list[str | bytes]:
    async def take_all() -> list[str | bytes]:
        parcels = []
        while parcel := await outbox.take(0.0):
            parcels.append(parcel.data)
        return parcels

    return asyncio.run(take_all())
