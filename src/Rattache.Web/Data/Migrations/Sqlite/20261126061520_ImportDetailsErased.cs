using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ImportDetailsErased : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "details_erased",
                table: "import_runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "details_erased",
                table: "import_runs");
        }
    }
}
