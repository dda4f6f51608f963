"""The regions that the practice endpoint knows: those of the vendor's endpoint lists, older and finance ones too."""

REGIONS = frozenset(
    {
        "ap-bangkok", "ap-beijing", "ap-chengdu", "ap-chongqing", "ap-guangzhou", "ap-hongkong", "ap-jakarta",
        "ap-nanjing", "ap-seoul", "ap-shanghai", "ap-singapore", "ap-tokyo", "eu-frankfurt", "na-ashburn",
        "na-siliconvalley", "sa-saopaulo",
        "ap-mumbai", "ap-taipei", "eu-moscow", "na-toronto",
        "ap-beijing-fsi", "ap-shanghai-fsi", "ap-shenzhen-fsi",
    }
)  # fmt: skip
