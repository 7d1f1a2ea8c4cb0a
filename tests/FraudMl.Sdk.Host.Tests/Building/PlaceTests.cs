using FraudMl.Sdk.Host.Building;
using FraudMl.Tracking.Tests;

namespace FraudMl.Sdk.Host.Tests.Building;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("<Project>\n <ItemGroup>\n  <FraudModel Include=\"a;models:/b/1\" />\n </ItemGroup>\n</Project>", "models:/b/1", "3,3")]
    [InlineData("<Project>\n <ItemGroup>\n\n  <FraudModel Include=\"$(Asked)\" />\n </ItemGroup>\n</Project>", "models:/b/1", "4,3")]
    [InlineData("<Project>\n <PropertyGroup><FraudModels>models:/b/1</FraudModels></PropertyGroup>\n</Project>", "models:/b/1", "2,17")]
    [InlineData("<Project", "models:/b/1", "1,1")]
    public void An_item_stands_where_it_is_written(string project, string include, string place)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("a.csproj"), project);
        Place.Of("FraudModel", include, folder.At("gone.targets"), folder.At("a.csproj")).ToString()
            .ShouldBe(place == "1,1" ? $"{folder.At("gone.targets")}(1,1)" : $"{folder.At("a.csproj")}({place})");
    }

    [Fact]
    public void A_model_of_a_script_stands_in_its_directive()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("a.cs"), "#:sdk FraudMl.Sdk@1.0.0\n#:property FraudModels=models:/b/1\n");
        Place.Of("FraudModel", "models:/b/1", folder.At("a.csproj"), folder.At("a.cs")).ToString().ShouldBe($"{folder.At("a.cs")}(2,1)");
    }
}
