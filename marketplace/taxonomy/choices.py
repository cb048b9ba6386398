"""The lists that offers and demands choose from."""

from __future__ import annotations

from django.db import models

TRL_MIN, TRL_MAX = 1, 9


class Industry(models.TextChoices):
    """A field of industry."""

    ADVANCED_MATERIALS = "advanced_materials", "Advanced materials"
    ENERGY_BATTERY = "energy_battery", "Energy and batteries"
    SEMICONDUCTOR_DISPLAY = "semiconductor_display", "Semiconductors and displays"
    MACHINERY_ROBOTICS = "machinery_robotics", "Machinery and robotics"
    MOBILITY = "mobility", "Vehicles and mobility"
    AEROSPACE_DEFENCE = "aerospace_defence", "Aerospace and defence"
    BIO_HEALTH = "bio_health", "Bio and health"
    CHEMISTRY_ENVIRONMENT = "chemistry_environment", "Chemistry and environment"
    ICT_SOFTWARE = "ict_software", "Software and communications"
    CONSTRUCTION_SHIPBUILDING = "construction_shipbuilding", "Construction and shipbuilding"
    AGRI_FOOD = "agri_food", "Agriculture and food"
    OTHER = "other", "Other fields"


class TransferMode(models.TextChoices):
    """A way in which a technology changes hands."""

    LICENCE = "licence", "Licence to use it"
    ASSIGNMENT = "assignment", "Sale of the rights"
    JOINT_DEVELOPMENT = "joint_development", "Development together"
    SUPPLY = "supply", "Supply of parts or material made with it"
    INVESTMENT = "investment", "Investment in the firm"


class IpStatus(models.TextChoices):
    """How a technology is protected."""

    PATENT_GRANTED = "patent_granted", "Patent granted"
    PATENT_PENDING = "patent_pending", "Patent applied for"
    KNOW_HOW = "know_how", "Kept as know-how"
    COPYRIGHT = "copyright", "Copyright"
    DESIGN_RIGHT = "design_right", "Design right"
    NONE = "none", "No registered right"


class Origin(models.TextChoices):
    """Where a listing comes from."""

    NATIVE = "native", "Written here by the firm"
    IMPORTED = "imported", "Taken from public records"


class PartnerType(models.TextChoices):
    """The kind of firm that an offer looks for."""

    MANUFACTURER = "manufacturer", "Maker of products or parts"
    SYSTEM_INTEGRATOR = "system_integrator", "Builder of whole plants or systems"
    MATERIAL_SUPPLIER = "material_supplier", "Maker or seller of materials"
    DISTRIBUTOR = "distributor", "Seller with a sales network"
    INVESTOR = "investor", "Firm or fund that invests"
    RESEARCH_PARTNER = "research_partner", "Partner for research and development"


class Region(models.TextChoices):
    """A part of the world in which a partner is looked for."""

    KOREA = "korea", "Korea"
    ASIA = "asia", "Asia without Korea"
    EUROPE = "europe", "Europe"
    NORTH_AMERICA = "north_america", "North America"
    ELSEWHERE = "elsewhere", "Any other part of the world"
