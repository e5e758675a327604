using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LanguageOfAccount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "credentials",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "language",
                table: "credentials");
        }
    }
}
