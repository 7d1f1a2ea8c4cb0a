using System.Xml.Linq;

namespace FraudMl.Conventions.Tests;

public sealed class TemplateTests
{
    [Fact]
    public void The_template_uses_the_package_versions_of_this_repository()
    {
        Dictionary<string, string> central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

        (from path in Repository.Files("templates", "*.csproj")
         from package in XDocument.Load(path).Descendants("PackageReference")
         let name = package.Attribute("Include")!.Value
         let version = package.Attribute("Version")!.Value
         where version != "FRAUDML_PACKAGES" && central.GetValueOrDefault(name) != version
         select $"{Repository.Name(path)} has {name} {version}; Directory.Packages.props has {central.GetValueOrDefault(name) ?? "none"}.")
         .ShouldBeNone();
    }
}
