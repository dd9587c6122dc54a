from bulletins.models.bulletin import Bulletin, BulletinVariant
from bulletins.models.delivery import Delivery, DeliveryEvent, DeliveryPart
from bulletins.models.route import MailRoute
from bulletins.models.subscriber import Subscriber

__all__ = ["Bulletin", "BulletinVariant", "Delivery", "DeliveryEvent", "DeliveryPart", "MailRoute", "Subscriber"]
